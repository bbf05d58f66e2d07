/**
 * The mail of an invented shop. `minutes` is how long ago a message came, so that the inbox is always of today.
 * Every case here is one that real inboxes have: see tests/fixtures/pages/demo.
 */

const us = { name: 'Anna · Lampka', address: 'biuro@lampka.example' };

/** The team's own addresses: mail from them offers nobody. */
export const accounts = [us.address, 'kuba@lampka.example', 'sklep@lampka.example'];

export const conversations = [
  {
    id: 'abazur',
    folder: 'inbox',
    subject: 'Abażur „Mgła” w innym kolorze',
    messages: [
      {
        from: { name: 'Maja Zielińska', address: 'maja.zielinska@poczta.example' },
        to: [us],
        minutes: 12,
        lang: 'pl',
        body: [
          'Dzień dobry,',
          'czy abażur „Mgła” 35 cm jest też w kolorze szałwii? Na zdjęciach widzę tylko biały i lniany, a w salonie mam zielone zasłony.',
          'I jeszcze jedno: czy pasuje do podstawy „Kora”, którą kupiłam u Państwa wiosną?',
          'Pozdrawiam serdecznie,\nMaja Zielińska',
        ],
      },
    ],
  },
  {
    id: 'ampoule',
    folder: 'inbox',
    subject: 'Ampoule grillée à l’arrivée',
    messages: [
      {
        from: {
          name: 'Camille Roussel',
          address: 'camille.roussel@courriel.example',
          picture: '/demo/camille.svg',
        },
        to: [us],
        minutes: 38,
        lang: 'fr',
        body: [
          'Bonjour,',
          'la lampe « Lucie » est arrivée hier, elle est superbe, mais l’ampoule fournie ne s’allume pas. J’en ai essayé une autre : la lampe fonctionne.',
          'Pouvez-vous m’en envoyer une nouvelle ? Ma commande porte le numéro 20417.',
          'Bien à vous,\nCamille Roussel',
        ],
      },
    ],
  },
  {
    id: 'terrace',
    folder: 'inbox',
    subject: 'Forty lamps for a terrace',
    messages: [
      {
        from: { name: 'Whitfield, Oliver (Harbour House)', address: 'oliver@harbour-house.example' },
        to: [us],
        minutes: 95,
        lang: 'en',
        body: [
          'Hello,',
          'we are doing up the terrace of a small hotel and would need forty of your “Firefly” lanterns by the end of April. Is there a price for that many, and do you deliver to Cornwall?',
          'Kind regards,\nOliver Whitfield',
        ],
      },
    ],
  },
  {
    id: 'kinkiet',
    folder: 'inbox',
    subject: 'Réclamation : applique fêlée',
    messages: [
      {
        from: { name: 'Inès Moreau', address: 'ines.moreau@courriel.example' },
        to: [us],
        minutes: 1570,
        lang: 'fr',
        body: ['Bonjour,', 'l’applique « Galet » est arrivée fêlée. Que puis-je faire ?', 'Inès Moreau'],
      },
      {
        from: us,
        to: [{ name: 'Inès Moreau', address: 'ines.moreau@courriel.example' }],
        minutes: 1490,
        lang: 'fr',
        body: ['Bonjour Inès,', 'nous en sommes désolés. Pourriez-vous nous envoyer une photo ?', 'Anna'],
      },
      {
        from: { name: 'Théo Moreau', address: 'theo@atelier-moreau.example' },
        to: [us],
        minutes: 140,
        lang: 'fr',
        body: [
          'Bonjour Anna,',
          'c’est moi qui ai l’appareil photo à la maison : voici ce que ma femme voulait vous montrer. On voit bien la fêlure en bas à gauche.',
          'Théo Moreau',
        ],
      },
    ],
  },
  {
    id: 'allegro',
    folder: 'inbox',
    subject: 'Pytanie do zamówienia: lampka nocna „Sowa”',
    messages: [
      {
        from: { name: 'lampiarz_77 (przez Allegro)', address: 'k3v9w2xq7t+5c1a90@allegromail.pl' },
        to: [us],
        minutes: 205,
        lang: 'pl',
        body: ['Witam, kiedy paczka dojdzie? Ma być na urodziny w sobotę.'],
      },
    ],
  },
  {
    id: 'formularz',
    folder: 'inbox',
    subject: 'Wiadomość z formularza kontaktowego',
    messages: [
      {
        from: { name: 'Lampka: strona sklepu', address: 'wordpress@lampka.example' },
        replyTo: { name: 'Zofia Baran', address: 'zofia.baran@skrzynka.example' },
        to: [us],
        minutes: 330,
        lang: 'pl',
        body: [
          'Imię i nazwisko: Zofia Baran',
          'Treść: Czy można u Państwa zamówić klosz na wymiar? Mam starą lampę po babci i chciałabym ją uratować.',
        ],
      },
    ],
  },
  {
    id: 'makers',
    folder: 'inbox',
    subject: '[Lamp makers] Who knows a good switch?',
    messages: [
      {
        from: { name: 'Bruno Keller via Lamp makers', address: 'makers@lists.example' },
        replyTo: { name: 'Bruno Keller', address: 'bruno@keller-licht.example' },
        to: [{ name: 'Lamp makers', address: 'makers@lists.example' }],
        minutes: 700,
        lang: 'en',
        body: [
          'Hi all,',
          'my supplier of foot switches has closed down. Where do you buy yours? I need a quiet one in black.',
          'Bruno',
        ],
      },
    ],
  },
  {
    id: 'warsztat',
    folder: 'inbox',
    subject: 'Warsztat: dostawa drewna w piątek',
    messages: [
      {
        from: { name: 'Kuba · warsztat', address: 'kuba@lampka.example' },
        to: [us],
        minutes: 1510,
        lang: 'pl',
        body: [
          'Aniu, drewno na podstawy przyjedzie dopiero w piątek. „Kora” będzie najwcześniej za tydzień.',
          'Kuba',
        ],
      },
    ],
  },
  {
    id: 'konto',
    folder: 'inbox',
    subject: 'Ważne: potwierdź swoje konto',
    messages: [
      {
        from: { name: 'Weryfikacja', address: 'kontrola@podstep.example' },
        to: [us],
        minutes: 1600,
        lang: 'pl',
        // A body that poses as another message's header: Carnet reads only what the inbox itself says.
        poses: { name: 'Maja Zielińska', address: 'maja.zielinska@poczta.example' },
        body: ['Proszę odpisać na mój nowy adres: maja@podstep.example'],
      },
    ],
  },
  {
    id: 'wyslana',
    folder: 'sent',
    subject: 'Odp.: Lampka „Kora” czy „Brzoza”?',
    messages: [
      {
        from: us,
        to: [{ name: 'Maja Zielińska', address: 'maja.zielinska@poczta.example' }],
        minutes: 2900,
        lang: 'pl',
        body: [
          'Dzień dobry Pani Maju,',
          '„Brzoza” świeci cieplej i lepiej pasuje do sypialni.',
          'Anna, Lampka',
        ],
      },
    ],
  },
  {
    id: 'envoyee',
    folder: 'sent',
    subject: 'Votre commande 20398 est partie',
    messages: [
      {
        from: us,
        to: [{ name: 'Camille Roussel', address: 'camille.roussel@courriel.example' }],
        minutes: 4400,
        lang: 'fr',
        body: ['Bonjour,', 'votre lampe « Lucie » a quitté l’atelier ce matin.', 'Anna, Lampka'],
      },
    ],
  },
];
