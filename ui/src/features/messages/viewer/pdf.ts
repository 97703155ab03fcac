// pdf.js, set up for our policy: its worker is a file of our own, nothing is evaluated, and it gets bytes, never an
// address. What it would have to fetch besides (character maps, decoders in WebAssembly) is left out.
import { getDocument, PDFWorker, type PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker&url';

export { TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
export type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Pictures in a file beyond this many pixels are left out: they could fill the memory. */
const MOST_PIXELS = 64 * 1024 * 1024;

/** The part of Trusted Types that we need; engines without it take a plain address. */
interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ) => { createScriptURL: (address: string) => string };
}

/** The worker's address as the policy wants it: one that lets this address through and no other. */
function trusted(): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return workerAddress;
  policy ??= trustedTypes.createPolicy('fullmakt-pdf', {
    createScriptURL: (address) => {
      if (address !== workerAddress) throw new TypeError('not the worker of pdf.js');
      return address;
    },
  });
  return policy.createScriptURL(workerAddress);
}
let policy: ReturnType<TrustedTypes['createPolicy']> | null = null;

/** Reads a document; `stop` also ends its worker. */
export function readPdf(bytes: Uint8Array): { task: PDFDocumentLoadingTask; stop: () => void } {
  const port = new Worker(trusted(), { type: 'module' });
  const task = getDocument({
    // Reading takes the bytes away from the caller.
    data: bytes.slice(),
    worker: PDFWorker.create({ port }),
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: MOST_PIXELS,
  });
  return {
    task,
    stop: () => {
      void task.destroy().finally(() => {
        port.terminate();
      });
    },
  };
}

/** Whether a document is locked. */
export function isLocked(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'PasswordException';
}
