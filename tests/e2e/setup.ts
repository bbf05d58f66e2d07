import { inject } from 'vitest';
import { setStage } from './harness/stage.ts';

// The global setup runs in a process of its own: what it made comes over here.
setStage(inject('setup'));
