/** Copies through an invisible field: works without clipboard permission, over plain http, in chat apps' browsers. */
function copyThroughField(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true; // or a phone would open its keyboard
  field.style.position = "fixed";
  field.style.opacity = "0";
  // A modal dialog makes everything outside it inert, so the field has to stand inside.
  const parent = document.activeElement?.closest("dialog, [role=dialog]") ?? document.body;
  const focused = document.activeElement;
  parent.append(field);
  field.select();
  field.setSelectionRange(0, text.length);
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}

/** Puts text on the clipboard, one way or another; false when the browser allows neither. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughField(text);
  }
}
