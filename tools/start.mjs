/** `npm start`: the team server, the built extension and a browser on the demo inbox. See run-start.ts. */
import { goOn } from './ready.mjs';

goOn('tools/run-start.ts');
