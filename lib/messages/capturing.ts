import type { AutoCreate } from '#lib/model/auto-create.ts';
import type { Never, NeverKinds, NeverWho } from '#lib/model/never-capture.ts';

/** The part of the book that says who is offered at all (G11), and who becomes a contact without a click (G20). The workspace's. */
export type Capturing = {
  captureRules(): Promise<CaptureRules>;
  /**
   * Puts somebody on the list of those who are never captured, as it is typed: an address, `@firma.example`, a login. Who
   * is there already is said to be `who`. @throws never_empty, value_too_long, public_domain
   */
  putNever(what: string, who: NeverWho): Promise<void>;
  deleteNever(id: string): Promise<void>;
  /** What holds for the whole team. @throws not_permitted */
  putCaptureSettings(settings: Partial<CaptureSettings>): Promise<void>;
};

export type NeverEntry = Never & { id: string };
export type CaptureSettings = NeverKinds & { autoCreate: AutoCreate };
/** `never`: by what they are. `maySet`: whether whoever works here may change what holds for the team (Z). */
export type CaptureRules = { never: NeverEntry[]; settings: CaptureSettings; maySet: boolean };
