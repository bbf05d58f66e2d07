/** A letter as it is handed over: the text alone, or the same words in simple HTML beside it. */
export type Letter = {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Written by a person, in whose name it goes out; without it the letter says that a machine wrote it (RFC 3834). */
  author?: { name: string; replyTo: string };
  /** RFC 5322, 3.6.4; the same for the same letter sent again. */
  messageId?: string;
  attachments?: { filename: string; contentType: string; content: Buffer }[];
};

/** What sends letters. A server without one shows links instead, or says whom to ask. */
export type Mailer = {
  /** Whom letters are from, as the settings say. */
  from?: string;
  /** @throws where the mail server did not take it; the error's message may quote the address */
  send: (letter: Letter) => Promise<void>;
};
