// The frame after the first one: the first has then been painted.
requestAnimationFrame(() => setTimeout(() => (document.title = 'painted'), 0));
