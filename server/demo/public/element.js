/**
 * An element with attributes and content. Content is only ever put in as text or elements, never as markup.
 * @param {string} name
 * @param {Record<string, string | boolean | ((event: Event) => void)>} attributes a function is a listener: `onclick`
 * @param {...(Node | string)} content
 */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...content);
  return made;
}
