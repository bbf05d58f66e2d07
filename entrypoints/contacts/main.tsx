import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { showSurface } from '#components/surface-root.tsx';
import { t } from '#lib/i18n/words.ts';

document.title = `${t('contacts')} · ${t('app_name')}`;
showSurface(<ContactsPage />);
