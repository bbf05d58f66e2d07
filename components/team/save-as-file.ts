/** Hands a text, or the parts of one, to the browser as a download. */
export function saveAsFile(name: string, text: string | BlobPart[], type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text].flat(), { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
