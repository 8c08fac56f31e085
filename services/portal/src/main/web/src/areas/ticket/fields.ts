/** What is written above the form: the last of these events, so that one decides on what was said. */
export const ABOUT: Record<string, string[]> = {
  uphold: ['objected'],
  overrule: ['objected'],
  'grant-extension': ['extension-requested'],
  'refuse-extension': ['extension-requested'],
  'provide-information': ['suspended'],
  resume: ['suspended'],
  confirm: ['answered'],
  dispute: ['answered'],
  rate: ['answered'],
  appeal: ['declined'],
  reopen: ['answered'],
}
