/** The script of a report: draws its results, and shows what is known about the terms of its prose. */
import { showCards } from './report/cards';
import { Page } from './report/page';

showCards(document);
new Page(document).start();
