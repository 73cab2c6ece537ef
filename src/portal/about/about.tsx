// Shows the page about the site.
import type { Show } from '../page-request.model.js';
import { AboutPage } from './about.render.js';

export const showAbout: Show = async (_context, { frame }) => ({
  page: <AboutPage frame={frame} />,
});
