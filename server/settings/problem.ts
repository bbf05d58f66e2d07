/** What was asked for cannot be done as it was asked; the message says what was wrong and what to do instead. */
export class SettingsError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SettingsError';
  }
}
