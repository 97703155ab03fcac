import { describe, expect, it } from 'vitest';
import { fileView, TEXT_LIMIT } from './file-view';

const of = (bytes: string) => fileView({ base64: btoa(bytes) });
const utf8 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

describe('how a file is shown', () => {
  it('is read from its first bytes', () => {
    expect(of('%PDF-1.7\n')).toMatchObject({ kind: 'pdf' });
    expect(of('\u0089PNG\r\n\u001a\n')).toMatchObject({ kind: 'picture' });
    expect(of('\u00ff\u00d8\u00ff\u00e0')).toMatchObject({ kind: 'picture' });
    expect(of('RIFF\u0001\u0002\u0003\u0004WEBPVP8 ')).toMatchObject({ kind: 'picture' });
    expect(of('PK\u0003\u0004\0\0')).toEqual({ kind: 'none' });
  });

  it('is text, in the encoding that it has', () => {
    expect(of(utf8('Blåbær'))).toEqual({ kind: 'text', text: 'Blåbær', cut: false });
    expect(of('Bl\u00e5b\u00e6r')).toEqual({ kind: 'text', text: 'Blåbær', cut: false });
    expect(of('<svg onload="x()"/>')).toMatchObject({ kind: 'text' });
  });

  it('is cut when it is very long', () => {
    const view = of('a'.repeat(TEXT_LIMIT + 1));
    expect(view).toMatchObject({ kind: 'text', cut: true });
  });
});
