// Once what is in the page now has been painted. In a tab that nobody sees nothing is, so not for long.
export const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
