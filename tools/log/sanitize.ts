/**
 * What a notebook may bring into a page. Notebooks are foreign text: of what
 * they hold, only that stays which shows something and does nothing.
 *
 * @module
 */
import createPurifier from "dompurify";
import { cleanStyle } from "./clean_style.ts";
import { window } from "./dom.ts";

const purifier = createPurifier(window);

/** What DOMPurify allows, as it runs no script, and a page has no use for. */
const FORBID_TAGS = [
  ...["animatecolor", "animatemotion", "animatetransform", "button"],
  ...["datalist", "dialog", "feimage", "fieldset", "form", "optgroup"],
  ...["option", "select", "shadow", "slot", "template", "textarea"],
];

/** Names would take the place of the document's own. */
const FORBID_ATTR = [
  ...["action", "autofocus", "background", "contenteditable", "name"],
  ...["popover", "popovertarget", "popovertargetaction", "poster", "srcset"],
];

/**
 * Takes out of HTML all that could act, load, send, or lead away by itself.
 * The address from which an image would be loaded is left in its `data-src`.
 *
 * @param html The HTML
 * @returns What is left, and whether something of it was taken out
 */
export function sanitize(
  html: string,
): { fragment: DocumentFragment; isWhole: boolean } {
  const body = window.document.createElement("body");
  body.innerHTML = html;
  const fragment = purifier.sanitize(body, {
    RETURN_DOM_FRAGMENT: true,
    ADD_TAGS: ["semantics", "annotation"],
    FORBID_TAGS,
    FORBID_ATTR,
  });
  const isWhole = purifier.removed.every((one) =>
    "element" in one && one.element.nodeType !== window.Node.ELEMENT_NODE
  );
  return { fragment, isWhole };
}

purifier.addHook("uponSanitizeElement", (node, { tagName, allowedTags }) => {
  if (tagName === "#comment") {
    // They say where formulas are to be found.
    allowedTags[tagName] = /^\/?formulas$/.test(node.textContent ?? "");
  } else if (tagName === "style") {
    node.textContent = cleanStyle(node.textContent ?? "", "stylesheet");
  }
});

purifier.addHook("uponSanitizeAttribute", (element, attribute) => {
  const { attrName, attrValue } = attribute;
  if (attrName === "style") {
    attribute.attrValue = cleanStyle(attrValue, "declarationList");
  } else if (attrName === "href" || attrName === "xlink:href") {
    const isLink = ["a", "area"].includes(element.localName);
    attribute.keepAttr = (isLink ? leadsOn : staysHere)(attrValue);
  } else if (attrName === "src") {
    attribute.keepAttr = staysHere(attrValue);
    if (!attribute.keepAttr && element.localName === "img") {
      element.setAttribute("data-src", attrValue);
    }
  } else if (painting.test(attrName)) {
    const css = cleanStyle(`${attrName}:${attrValue}`, "declarationList");
    attribute.keepAttr = css.startsWith(attrName);
  }
});

purifier.addHook("afterSanitizeAttributes", (element) => {
  // Of fields, those that only show whether a task is done.
  if (element.localName !== "input") return;
  if (element.getAttribute("type") !== "checkbox") return element.remove();
  element.setAttribute("disabled", "");
});

/** The attributes of SVG that are style, and can name an address. */
const painting = /^(fill|stroke|filter|mask|clip-path|marker(-\w+)?|cursor)$/;

/** Whether a link goes to the web, to a letter, or to a neighbour of the page. */
function leadsOn(address: string): boolean {
  const here = "https://here.invalid/";
  const url = URL.parse(address, here);
  if (url?.protocol === "mailto:" || /^https?:/i.test(address)) return true;
  return url !== null && url.href.startsWith(here);
}

/** Whether what it names is in the page itself. */
function staysHere(address: string): boolean {
  return /^(#|data:(image|audio|video)\/)/i.test(address.trim());
}
