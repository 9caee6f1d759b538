// Read by pages on the server and by the lists that go on from there: a first page must be as long as the next ones.
export const historyPageSize = 30;
export const itemsPageSize = 50;
