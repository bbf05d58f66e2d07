import type { Recipe } from '#lib/detect/recipe.ts';

const ADDRESS = '[ng-bind$="viewer.message.from[0].email"]';

/**
 * SOGo 5 on any host, and its window of one message. The application binds its page by attributes of its own, which
 * are the same in every language: the writer is `viewer.message.from[0]`. A mail's ids, classes and attributes, these
 * very bindings among them, stand in the page as they were sent: nothing is read within `.sg-mail-part`, nor of
 * messages attached, whose headers stand there, too. Neither Reply-To nor the addresses of recipients are in the page.
 */
export const sogo: Recipe = {
  format: 1,
  site: 'sogo',
  grade: 'proven',
  channel: 'email',
  nobody: [
    // The composer is a dialog over the message that it answers.
    { has: ['#mailEditor'] },
    { has: ['form[name="messageForm"]'] },
    { url: ['#!/Mail/[^/]+/(?:[^/]*(?:[./]|%(?:25)?2[Ff]))?(?:Sent|Drafts?|Templates|Outbox)(?:/|$)'] },
    // In whatever folder: only a draft can be written on.
    { has: ['button[ng-click^="viewer.edit("]:not(.ng-hide)'] },
  ],
  exclude: ['.sg-mail-part', '.msg-body', '#messagesList'],
  conversationInUrl: '#!/Mail/(?<value>[^?]+)',
  answering: {
    gate: { has: ['#mailEditor'] },
    to: {
      // Untouched: whom the application put there. Whoever is typed in is no requester.
      at: ['#mailEditor md-chips.ng-pristine[ng-model="editor.message.editable.to"] md-chip-template'],
      address: [''],
      name: [''],
    },
  },
  views: [
    {
      id: 'message',
      gate: { has: ['body[ng-app="SOGo.MailerUI"]'] },
      messages: ['[ui-view="message"]', '#detailView'],
      sender: {
        at: ['sg-avatar-image[sg-email*="message.from[0]"] + div', ADDRESS],
        address: [ADDRESS, '[ng-click^="viewer.selectRecipient(viewer.message.from[0]"]', ''],
        name: ['[ng-bind$="viewer.message.from[0].name"]'],
      },
      // By name, where they have one.
      recipients: { at: ['[ng-model$="viewer.message.to"] md-chip-template'], address: [''], name: [] },
      own: [
        '[ng-bind="::activeUser.email"]',
        { at: 'script:not([src])', pattern: `\\bUserEmail = '(?<value>[^']+)'` },
        { at: 'script:not([src])', pattern: '"identities":[^\\]]*?"email":"(?<value>[^"]+)"' },
      ],
      subject: ['[ng-bind="viewer.message.subject"]'],
      chip: [{ at: ADDRESS, where: 'after' }],
      body: ['.msg-body'],
    },
  ],
};
