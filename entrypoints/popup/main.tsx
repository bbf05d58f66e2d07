import { Popup } from '#components/popup/popup.tsx';
import { showSurface } from '#components/surface-root.tsx';

showSurface(<Popup />);
