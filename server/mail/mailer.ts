/** A letter as it is handed over: the text alone, or the same words in simple HTML beside it. */
export type Letter = { to: string; subject: string; text: string; html?: string };

/** What sends letters. A server without one shows links instead, or says whom to ask. */
export type Mailer = {
  /** @throws where the mail server did not take it; the error's message may quote the address */
  send: (letter: Letter) => Promise<void>;
};
