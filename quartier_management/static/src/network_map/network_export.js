const XMLNS = "http://www.w3.org/2000/svg";

/**
 * Return the drawing as a document of its own: the whole map, with its title.
 *
 * @param {SVGElement} svg
 * @param {String} title
 * @returns {Blob}
 */
export function toSvg(svg, title) {
    const copy = svg.cloneNode(true);
    copy.setAttribute("xmlns", XMLNS);
    const {width, height} = svg.getBoundingClientRect();
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
    copy.setAttribute("font-family", "Arial, Helvetica, sans-serif");
    copy.removeAttribute("class");
    const name = document.createElementNS(XMLNS, "title");
    name.textContent = title;
    copy.prepend(name);
    for (const element of copy.querySelectorAll("[tabindex], [role]")) {
        element.removeAttribute("tabindex");
        element.removeAttribute("role");
    }
    return new Blob([new XMLSerializer().serializeToString(copy)], {
        type: "image/svg+xml",
    });
}

/**
 * @param {Blob} blob
 * @param {String} filename
 */
export function save(blob, filename) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = filename;
    link.click();
    URL.revokeObjectURL(link.href);
}
