interface Flow {
  readonly sid: string;
  readonly friendly_name: string;
  readonly status: string;
}

/** Adds the account's own flows to what can be dialled, such as those that `provision` made. */
export async function offerFlows(form: HTMLFormElement): Promise<void> {
  const select = form.elements.namedItem("flow") as HTMLSelectElement;
  const answer = await fetch("/__local/flows").catch(() => undefined);
  if (!answer?.ok) return;
  const { flows } = (await answer.json()) as { readonly flows: readonly Flow[] };
  const known = [...select.options].map(({ value }) => value);
  for (const { sid, friendly_name: name, status } of flows) {
    const isToAdd = status === "published" && !known.includes(sid) && !name.includes("on this machine");
    if (isToAdd) select.add(new Option(name, sid));
  }
}
