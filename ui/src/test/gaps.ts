// What jsdom lacks of what an engine has, as far as the components need it to be there at all.

class NoResizeObserver implements ResizeObserver {
  observe(): void {
    return undefined;
  }
  unobserve(): void {
    return undefined;
  }
  disconnect(): void {
    return undefined;
  }
}

const gaps = {
  matchMedia: (media: string) => ({
    matches: false,
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
  ResizeObserver: NoResizeObserver,
  scrollTo: () => undefined,
  CSS: { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&'), supports: () => false },
};
for (const [name, value] of Object.entries(gaps)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

// jsdom has the element, but not its being modal.
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

// jsdom lays nothing out: a window is 600 px high, and a row of a virtual list 50.
Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { configurable: true, get: () => 400 },
  clientHeight: { configurable: true, get: () => 600 },
  offsetHeight: {
    configurable: true,
    get(this: HTMLElement) {
      return this.dataset['index'] === undefined ? 0 : 50;
    },
  },
});

document.getAnimations = () => [];
document.elementFromPoint = () => null;

// jsdom has files, but gives their bytes only in the old way.
Object.defineProperty(Blob.prototype, 'arrayBuffer', {
  configurable: true,
  value(this: Blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => {
        resolve(reader.result);
      };
      reader.onerror = () => {
        reject(new Error('the file could not be read'));
      };
      reader.readAsArrayBuffer(this);
    });
  },
});
