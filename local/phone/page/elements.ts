/** An element of the page that is always there. */
export function at<E extends HTMLElement>(id: string, kind: new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${id}`);

  return element;
}

/** A field of a form. */
export function field(form: HTMLFormElement, name: string): { value: string } {
  return form.elements.namedItem(name) as HTMLInputElement;
}
