// Copy buttons beside links; without JavaScript the link can be selected, and the button is not there.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  const label = button.textContent;
  const say = (text) => () => (button.textContent = text);
  button.addEventListener('click', () => {
    const link = button.previousElementSibling;
    link.select();
    void navigator.clipboard.writeText(link.value).then(say(button.dataset.done));
    setTimeout(say(label), 2000);
  });
}
