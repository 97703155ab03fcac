import { isField } from './keys/shortcuts';

const thin = '\u2009';

/** «987 654 325» with thin spaces, for the eye. */
export function formatOrgNo(orgNo: string): string {
  return orgNo.replace(/^(\d{3})(\d{3})(\d{3})$/, `$1${thin}$2${thin}$3`);
}

/** Takes the thin spaces between digits away from copied text. */
export function plainNumbers(text: string): string {
  return text.replace(new RegExp(`(?<=\\d)${thin}(?=\\d)`, 'g'), '');
}

/** For the whole page: what is copied has numbers without spaces, as every form wants them. */
export function copyPlainNumbers(event: ClipboardEvent): void {
  const text = window.getSelection()?.toString() ?? '';
  const plain = plainNumbers(text);
  if (plain === text || !event.clipboardData || isField(event.target)) return;
  event.clipboardData.setData('text/plain', plain);
  event.preventDefault();
}

/** An organisation number. */
export function OrgNo({ value }: { value: string }) {
  return <span className="num nowrap">{formatOrgNo(value)}</span>;
}
