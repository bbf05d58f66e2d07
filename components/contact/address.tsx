/** An address or login, or words that end in one, broken before its @ where it is too long for one line. */
export function Address({ value }: { value: string }) {
  const at = value.lastIndexOf('@');
  if (at < 1) return value;
  return (
    <>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </>
  );
}
