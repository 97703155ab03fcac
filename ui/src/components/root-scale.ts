/** Root font size in sixteenths: what is measured in rem is counted in px of a root of 16. */
export function rootScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}
