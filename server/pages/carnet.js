// Copy buttons beside links; without JavaScript the link can be selected, and the button is not there.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener('click', async () => {
    const link = button.previousElementSibling;
    link.select();
    await navigator.clipboard.writeText(link.value);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = label), 2000);
  });
}
