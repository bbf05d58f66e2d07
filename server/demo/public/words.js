const words = {
  en: {
    inbox: 'Inbox',
    sent: 'Sent',
    compose: 'New message',
    folders: 'Folders',
    messages: 'Messages',
    to: 'To:',
    replyTo: 'Reply-To:',
    subject: 'Subject',
    send: 'Send',
    discard: 'Discard',
    reply: 'Reply',
    back: 'Back to the list',
    empty: 'Choose a message',
    emptyHint:
      'Open one with a click, or walk through the list with the arrow keys. Carnet tells you who wrote it.',
    demo: 'Demo inbox: the shop and its customers are invented, nothing is sent or kept.',
    unread: 'unread',
    message: 'Message',
  },
  fr: {
    inbox: 'Boîte de réception',
    sent: 'Envoyés',
    compose: 'Nouveau message',
    folders: 'Dossiers',
    messages: 'Messages',
    to: 'À :',
    replyTo: 'Répondre à :',
    subject: 'Objet',
    send: 'Envoyer',
    discard: 'Abandonner',
    reply: 'Répondre',
    back: 'Retour à la liste',
    empty: 'Choisissez un message',
    emptyHint:
      'Ouvrez-en un d’un clic, ou parcourez la liste avec les flèches. Carnet vous dit qui l’a écrit.',
    demo: 'Boîte de démonstration : la boutique et ses clients sont inventés, rien n’est envoyé ni conservé.',
    unread: 'non lu',
    message: 'Message',
  },
  pl: {
    inbox: 'Odebrane',
    sent: 'Wysłane',
    compose: 'Nowa wiadomość',
    folders: 'Foldery',
    messages: 'Wiadomości',
    to: 'Do:',
    replyTo: 'Odpowiedź do:',
    subject: 'Temat',
    send: 'Wyślij',
    discard: 'Odrzuć',
    reply: 'Odpowiedz',
    back: 'Wróć do listy',
    empty: 'Wybierz wiadomość',
    emptyHint: 'Otwórz ją kliknięciem albo przejdź po liście strzałkami. Carnet powie, kto ją napisał.',
    demo: 'Skrzynka pokazowa: sklep i jego klienci są zmyśleni, nic nie jest wysyłane ani przechowywane.',
    unread: 'nieprzeczytana',
    message: 'Wiadomość',
  },
};

/** The language of the interface: the first of the browser's that we have. */
export const language =
  navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in words) ?? 'en';

/** How dates and times are written: the browser's own way where it speaks the interface's language, else as in Britain. */
export const region = navigator.language.startsWith(`${language}-`)
  ? navigator.language
  : ({ en: 'en-GB' }[language] ?? language);

/** @param {keyof typeof words.en} key */
export const say = (key) => words[language][key];
