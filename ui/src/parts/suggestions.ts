/** Nothing of a list of suggestions is chosen at first; the library names an entry that is not there. */
export function nothingChosen(): void {
  for (const field of document.querySelectorAll('[aria-activedescendant$="item--1"]')) field.removeAttribute('aria-activedescendant')
}
