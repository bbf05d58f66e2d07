import type { Recipe } from '#lib/detect/recipe.ts';

/** Yandex Mail: name and address of the writer stand side by side in one line. List rows carry theirs in a `title`. */
export const yandex: Recipe = {
  format: 1,
  site: 'yandex',
  grade: 'facts',
  channel: 'email',
  nobody: [{ url: ['#(?:sent|draft|compose|template|outbox)'] }],
  exclude: ['.mail-Message-Body-Content'],
  conversationInUrl: '#(?:message|thread)/(?<value>[^/?]+)',
  views: [
    {
      id: 'message',
      gate: { url: ['#(?:.*/)?(?:message|thread)/'] },
      messages: ['.mail-Message-Sender'],
      sender: {
        at: [''],
        address: ['.mail-Message-Sender-Email'],
        name: ['.ns-view-message-head-sender-name'],
      },
      subject: ['.mail-Message-Toolbar-Subject'],
      chip: [{ at: '.mail-Message-Sender-Email', where: 'after' }],
      body: ['.mail-Message-Body-Content'],
    },
  ],
};
