/** `npm test`: every test there is, in one run. See run-tests.ts. */
import { goOn } from './ready.mjs';

goOn('tools/run-tests.ts');
