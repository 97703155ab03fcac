// What the program is built of, as far as a person would name it. The full list comes with the package.

/** A part and its licence. */
export interface Licence {
  name: string;
  licence: string;
}

export const licences: Licence[] = [
  { name: 'Designsystemet', licence: 'MIT' },
  { name: 'Aksel', licence: 'MIT' },
  { name: 'Inter', licence: 'SIL OFL 1.1' },
  { name: 'React', licence: 'MIT' },
  { name: 'TanStack Query, Router, Virtual', licence: 'MIT' },
  { name: 'FormatJS', licence: 'BSD-3-Clause' },
  { name: 'Tauri', licence: 'MIT / Apache-2.0' },
  { name: 'SQLCipher', licence: 'BSD-3-Clause' },
  { name: 'rustls, tokio, sqlx', licence: 'MIT / Apache-2.0' },
];
