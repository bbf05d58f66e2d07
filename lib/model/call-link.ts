/** What a number is called by (E35): a program of the machine, WhatsApp, or an address of the agent's own service. */
export const CALL_SERVICES = ['tel', 'callto', 'sip', 'whatsapp', 'custom'] as const;
export type CallService = (typeof CALL_SERVICES)[number];
/** `template`: of `custom` only, with `{number}` in it. */
export type CallChoice = { service: CallService; template?: string };

export const NUMBER_PLACE = '{number}';

/** Kinds of address that run, read or pretend something instead of calling. */
const NEVER = /^(?:javascript|data|vbscript|file|filesystem|blob|about|view-source|chrome|moz|edge|ms-)/iu;

/** Whether a template can be used: an address with `{number}` in it, of a kind that opens something (E35). */
export function isCallTemplate(template: string): boolean {
  const filled = template.trim().replaceAll(NUMBER_PLACE, '48501222333');
  return (
    template.includes(NUMBER_PLACE) && !NEVER.test(filled) && URL.canParse(filled) && filled.length <= 2000
  );
}

/** The address that calls a number; null where the choice cannot. @param number E.164 */
export function callUrl({ service, template = '' }: CallChoice, number: string): string | null {
  const digits = number.replaceAll(/\D/gu, '');
  if (digits === '') return null;
  switch (service) {
    case 'tel':
      return `tel:+${digits}`;
    case 'callto':
      return `callto:+${digits}`;
    case 'sip':
      return `sip:+${digits}`;
    case 'whatsapp':
      return `https://wa.me/${digits}`;
    default:
      return isCallTemplate(template)
        ? template.trim().replaceAll(NUMBER_PLACE, encodeURIComponent(`+${digits}`))
        : null;
  }
}
