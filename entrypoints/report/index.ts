import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { redact } from '#lib/detect/redact.ts';

/** Put into a page by the background when somebody asks for a report on it (G28): gives the page without anybody's data. */
export default defineUnlistedScript(() => redact(document.documentElement));
