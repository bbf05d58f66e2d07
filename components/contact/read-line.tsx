import type { Requester } from '#lib/model/requester.ts';
import { t } from '#lib/i18n/words.ts';

/** Where on the page the requester was read, and how surely (R5): "Read from the message header · sure". */
export function ReadLine({ requester }: { requester: Requester }) {
  return (
    <>
      {t(`read_from_${requester.readFrom}`)} · {t(`read_${requester.confidence}`)}
    </>
  );
}
