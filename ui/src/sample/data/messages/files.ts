// Files of the sample, made here: a PDF of three pages, a picture, a text.
import type { AttachmentBytes } from '~/api/generated/surface';

/** Latin letters as the bytes that PDF's own fonts read. */
function latin(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('(', '\\(').replaceAll(')', '\\)');
}

/** A PDF whose pages say these lines. */
function pdf(title: string, pages: readonly (readonly string[])[]): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (nb) >>',
    `<< /Type /Pages /Kids [${pages.map((_, index) => `${4 + 2 * index} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((lines, index) => {
      const drawn = [
        `BT /F1 20 Tf 64 760 Td (${latin(title)}) Tj ET`,
        ...lines.map((line, at) => `BT /F1 12 Tf 64 ${720 - 20 * at} Td (${latin(line)}) Tj ET`),
      ].join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * index} 0 R >>`,
        `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const at of places) text += `${String(at).padStart(10, '0')} 00000 n \n`;
  return `${text}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
}

/** One pixel, grey. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFhAKB6NmDRAAAAABJRU5ErkJggg==';

/** The bytes of an attachment by its name. */
export function sampleFile(name: string, title: string): AttachmentBytes {
  if (/\.(png|jpg)$/.test(name)) return { name, mediaType: 'image/png', base64: picture };
  if (/\.(txt|csv)$/.test(name))
    return { name, mediaType: 'text/plain', base64: btoa('Termin;Beloep\n4. termin 2026;84200\n') };
  const page = (number: number) => [
    `Side ${number} av 3`,
    'Vi har ikke fått mva-meldingen for 4. termin (juli og august) 2026.',
    'Hvis du ikke leverer, fastsetter vi avgiften ut fra det vi vet.',
    ...Array.from(
      { length: 12 },
      (_, index) => `Post ${index + 1}: ${(7000 + 311 * index * number).toString()} kr`,
    ),
  ];
  return { name, mediaType: 'application/pdf', base64: btoa(pdf(title, [page(1), page(2), page(3)])) };
}
