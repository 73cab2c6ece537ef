// Shows the home page.
import { getPublicFigures } from '../../disclosure/figures.js';
import type { Show } from '../page-request.model.js';
import { HomePage } from './home.render.js';

/** The home page with today's figures. */
export const showHome: Show = async (context, { frame }) => ({
  page: <HomePage frame={frame} figures={await getPublicFigures(context)} />,
});
