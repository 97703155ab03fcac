// The tree that the core makes of a letter.
export type {
  ContentBlock,
  ContentInline,
  ContentLink,
  ContentLinkRefusal,
  ContentTableCell,
  ContentTableRow,
  ContentTree,
} from '~/api/generated/surface';
