/**
 * What those who are sent a link see of a page before they open it: the tags of
 * the Open Graph protocol (https://ogp.me), and that of X for a wide image.
 *
 * @module
 */
import { htmlElement } from "./html_element.ts";
import type { Preview } from "./preview.ts";

/**
 * Makes the tags of a page.
 *
 * @param page Its title, its description, and the image that stands for it, if
 * it is known where the page will be
 * @returns The elements, for the head
 */
export function sharingTags(
  { title, description, preview }: {
    title: string;
    description: string;
    preview?: Preview | undefined;
  },
): HTMLElement[] {
  const tags: Record<string, string | undefined> = {
    "og:type": "article",
    "og:title": title,
    "og:description": description,
    "og:image": preview?.address,
    "og:image:alt": preview?.alt,
  };
  return [
    ...Object.entries(tags).filter(([, content]) => content)
      .map(([property, content]) =>
        htmlElement("meta", { property, content: content! })
      ),
    htmlElement("meta", {
      name: "twitter:card",
      content: preview ? "summary_large_image" : "summary",
    }),
  ];
}
