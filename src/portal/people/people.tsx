// Shows the page on how people are protected.
import type { Show } from '../page-request.model.js';
import { PeoplePage } from './people.render.js';

export const showPeople: Show = async (_context, { frame }) => ({
  page: <PeoplePage frame={frame} />,
});
