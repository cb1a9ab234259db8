"use strict"
// Sorts, filters, searches, compares and copies. Without it the pages are whole, and stand still.
const leaderboard = { given: {}, waiting: {} }
leaderboard.take = (name, value) => {
  leaderboard.given[name] = value
  for (const use of leaderboard.waiting[name] ?? []) use(value)
}

// Data comes as a script: pages that are opened from a disk can fetch nothing.
function load(address, name, use) {
  if (name in leaderboard.given) return use(leaderboard.given[name])
  const waiting = (leaderboard.waiting[name] ??= [])
  waiting.push(use)
  if (waiting.length > 1) return
  const script = document.createElement("script")
  script.src = address
  document.head.append(script)
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

// The state of a view is behind the number sign of the address, so that it can be sent from anywhere.
const state = () => new URLSearchParams(location.hash.slice(1))
function remember(changes) {
  const now = state()
  for (const [name, value] of Object.entries(changes)) value ? now.set(name, value) : now.delete(name)
  history.replaceState(null, "", `#${now}`)
}

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\-_.]/g, "").replaceAll("+", "plus")
const number = (text) => parseFloat(/[+\-−]?\d+(\.\d+)?(e[+-]?\d+)?/i.exec(text)?.[0].replace("−", "-") ?? "NaN")

// Sorting and filtering of the table in a section

function sortable(section) {
  const table = section.querySelector("table")
  if (!table) return
  const keys = table.dataset.keys.split(" ")
  const heads = [...table.tHead.rows[0].cells]
  const body = table.tBodies[0]
  const rows = [...body.rows]
  const value = (row, place) => {
    if (keys[place] === "published") return row.dataset.date || row.dataset.year || row.cells[place].textContent
    const text = row.cells[place].textContent
    return heads[place].classList.contains("number") ? number(text) : text.toLowerCase()
  }
  function sort(place, direction) {
    for (const head of heads) head.removeAttribute("aria-sort")
    const lacks = (one) => one === "" || Number.isNaN(one)
    const found = rows.map((row, standing) => ({ row, standing, value: direction ? value(row, place) : standing }))
    found.sort((a, b) => {
      // What is empty is last, whichever way.
      if (lacks(a.value) || lacks(b.value)) return lacks(a.value) - lacks(b.value) || a.standing - b.standing
      const order = typeof a.value === "number" ? a.value - b.value : a.value.localeCompare(b.value)
      return (direction === "down" ? -order : order) || a.standing - b.standing
    })
    body.append(...found.map((one) => one.row))
    if (direction) heads[place].setAttribute("aria-sort", direction === "down" ? "descending" : "ascending")
  }
  heads.forEach((head, place) => {
    const button = make("button", { type: "button" }, ...head.childNodes)
    head.append(button)
    const first = head.classList.contains("number") && keys[place] !== "place" ? "down" : "up"
    button.addEventListener("click", () => {
      const now = { ascending: "up", descending: "down" }[head.getAttribute("aria-sort")]
      const next = !now ? first : now === first ? (first === "up" ? "down" : "up") : ""
      sort(place, next)
      remember({ sort: next && `${keys[place]}.${next}` })
    })
  })
  function restore() {
    const [key, direction] = (state().get("sort") ?? "").split(".")
    const place = keys.indexOf(key)
    sort(Math.max(place, 0), place < 0 ? "" : direction === "down" ? "down" : "up")
  }
  restore()
  addEventListener("hashchange", restore)
}

// The head of a table stays in sight, which only works where the table need not scroll by itself.
function fitting(element) {
  const fit = () => element.classList.toggle("fits", element.firstElementChild.offsetWidth <= element.clientWidth)
  new ResizeObserver(fit).observe(element)
}

function filtered(section) {
  const form = section.querySelector(".filters")
  const count = section.querySelector(".count")
  const rows = [...(section.querySelector("tbody")?.rows ?? [])]
  if (rows.length < 2) return
  const distinct = (name) => [...new Set(rows.map((row) => row.dataset[name]).filter(Boolean))].sort()
  const fields = {}
  const rest = make("div")
  const details = make("details", { open: innerWidth > 640 }, make("summary", {}, "More filters"), rest)
  function field(name, words, input, fits) {
    input.name = name
    const isTick = input.type === "checkbox"
    const more = name === "q" ? form : rest
    more.append(make("label", { className: isTick ? "tick" : "" }, ...(isTick ? [input, words] : [words, input])))
    fields[name] = { input, fits }
  }
  const choice = (options) => make("select", {}, ...options.map(([value, words]) => make("option", { value }, words)))
  const any = ["", "any"]
  field("q", "Filter", make("input", { type: "search", autocomplete: "off" }), (row, text) =>
    text.toLowerCase().split(/\s+/).every((word) => row.textContent.toLowerCase().includes(word)))
  const years = distinct("year")
  if (years.length > 1) {
    const of = years.map((year) => [year, year])
    field("since", "Since", choice([any, ...of]), (row, year) => row.dataset.year >= year)
    field("until", "Until", choice([any, ...of]), (row, year) => row.dataset.year && row.dataset.year <= year)
  }
  for (const [name, words] of [["tested", "Tested"], ["evidence", "Known from"]]) {
    if (distinct(name).length > 1 || (distinct(name).length && rows.some((row) => !row.dataset[name]))) {
      const options = distinct(name).map((one) => [one, one])
      field(name, words, choice([any, ...options]), (row, one) => row.dataset[name] === one)
    }
  }
  if (rows.some((row) => row.dataset.size)) {
    field("size", "Params (M) up to", make("input", { type: "number", min: 0, step: "any" }),
      (row, most) => row.dataset.size && number(row.dataset.size) <= Number(most))
  }
  // What is not said is neither none nor some, so whoever wants to see it has to say so.
  const saysNone = (row) => row.dataset.extra === "none"
  if (rows.some((row) => row.dataset.extra)) {
    const words = [any, ["none", "none"], ["unsaid", "none, or not said"]]
    field("extra", "Extra data", choice(words), (row, one) => saysNone(row) || (one === "unsaid" && !row.dataset.extra))
  }
  const protocols = distinct("protocol")
  if (protocols.length) {
    const words = [any, ["fine-tuned", "fine-tuned, or not said"], ...protocols.map((one) => [one, one])]
    field("protocol", "Protocol", choice(words), (row, one) => row.dataset.protocol === (one === "fine-tuned" ? "" : one))
  }
  const ticks = { code: ["with code", (row) => row.dataset.code] }
  for (const [name, [words, fits]] of Object.entries(ticks)) {
    const fitting = rows.filter(fits).length
    if (fitting && fitting < rows.length) field(name, words, make("input", { type: "checkbox", value: "yes" }), fits)
  }
  const reset = make("button", { type: "button" }, "Clear")
  if (rest.children.length) form.append(details)
  form.append(reset)
  const chosen = (input) => (input.type === "checkbox" ? (input.checked ? input.value : "") : input.value.trim())
  function apply() {
    const wanted = Object.values(fields).map(({ input, fits }) => [chosen(input), fits]).filter(([value]) => value)
    for (const row of rows) row.hidden = !wanted.every(([value, fits]) => fits(row, value))
    const left = rows.filter((row) => !row.hidden).length
    const { filtered: things, leader } = section.dataset
    const whose = !leader ? "" : rows[0].hidden ? `, without the leader, ${leader}` : ", the leader among them"
    count.textContent = wanted.length ? `${left} of ${rows.length} ${things}${whose}` : `${rows.length} ${things}`
    reset.hidden = !wanted.length
  }
  function restore() {
    const now = state()
    for (const [name, { input }] of Object.entries(fields)) {
      if (input.type === "checkbox") input.checked = now.has(name)
      else input.value = now.get(name) ?? ""
      if (name !== "q" && now.has(name)) details.open = true
    }
    apply()
  }
  const keep = () => {
    apply()
    remember(Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [name, chosen(input)])))
  }
  form.addEventListener("input", keep)
  form.addEventListener("submit", (event) => event.preventDefault())
  reset.addEventListener("click", () => {
    form.reset()
    keep()
    fields.q.input.focus()
  })
  form.hidden = count.hidden = false
  restore()
  addEventListener("hashchange", restore)
}

// Copying

async function copy(text, button) {
  const words = button.textContent
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = make("textarea", { value: text, readOnly: true })
    document.body.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
  }
  button.textContent = "Copied"
  setTimeout(() => (button.textContent = words), 1500)
}

function copying(element) {
  for (const name of element.dataset.names.split(" ").reverse()) {
    const button = make("button", { type: "button" }, `Copy ${name}`)
    button.addEventListener("click", () => load(element.dataset.copies, "copies", (texts) => copy(texts[name], button)))
    element.prepend(button)
  }
}

// The search of the first page

function searching(form) {
  const [input, list] = [form.querySelector("input"), form.querySelector("ul")]
  const show = (found) => {
    const words = fold(input.value)
    const links = []
    const add = (kind, name, address) => {
      if (links.length < 12 && fold(name).includes(words)) {
        links.push(make("li", {}, address ? make("a", { href: address }, name) : name, ` · ${kind}`))
      }
    }
    if (words) {
      for (const [slug, title, scale] of found.boards) add(scale, title, `boards/${slug}.html`)
      for (const [name, slug] of found.networks) add("network", name, `networks/${slug}.html`)
      for (const [title, address] of found.papers) add("paper", title, address)
      if (!links.length) links.push(make("li", {}, "Nothing is called so."))
    }
    list.replaceChildren(...links)
  }
  input.addEventListener("input", () => load(form.dataset.search, "site", show))
  form.addEventListener("submit", (event) => event.preventDefault())
  form.hidden = false
}

// The page of comparisons

function comparing(form, site) {
  const [input, names, list] = [form.querySelector("input"), form.querySelector("datalist"), form.querySelector("ul")]
  const bySlug = new Map(site.networks.map((network) => [network[1], network]))
  const byName = new Map(site.networks.map((network) => [fold(network[0]), network]))
  names.append(...site.networks.map(([name]) => make("option", { value: name })))
  const chosen = () => (state().get("networks") ?? "").split(",").map((slug) => bySlug.get(slug)).filter(Boolean)
  const choose = (networks) => {
    remember({ networks: [...new Set(networks.map((network) => network[1]))].join(",") })
    draw()
  }
  function draw() {
    const networks = chosen()
    list.replaceChildren(...networks.map((network) => {
      const button = make("button", { type: "button" }, `${network[0]} ×`)
      button.setAttribute("aria-label", `Remove ${network[0]}`)
      button.addEventListener("click", () => choose(networks.filter((one) => one !== network)))
      return make("li", {}, button)
    }))
    const scores = networks.map((network) => new Map(network[2].map((score) => [score[0], score])))
    const boards = site.boards.map((board, place) => ({ board, found: scores.map((one) => one.get(place)) }))
      .filter(({ found }) => found.some(Boolean))
      .sort((a, b) => b.found.filter(Boolean).length - a.found.filter(Boolean).length)
    const wins = networks.map(() => 0)
    let shared = 0
    const rows = boards.map(({ board: [slug, title, scale, better], found }) => {
      const numbers = found.filter(Boolean).map((score) => score[3])
      const best = better && found.every(Boolean) && networks.length > 1 ? Math[better === "lower" ? "min" : "max"](...numbers) : null
      if (best !== null) shared += 1
      return make("tr", {}, make("th", { scope: "row" }, make("a", { href: `boards/${slug}.html` }, title), ` ${scale}`),
        ...found.map((score, place) => {
          const cell = make("td", { className: "number" })
          if (score) cell.append(score[3] === best ? make("b", {}, score[2]) : score[2], score[1] ? ` (#${score[1]})` : "")
          if (score && score[3] === best) wins[place] += 1
          return cell
        }))
    })
    const head = make("tr", {}, make("th", { scope: "col" }, "Board"), ...networks.map(([name, slug]) =>
      make("th", { scope: "col", className: "number" }, make("a", { href: `networks/${slug}.html` }, name))))
    const table = make("table", {}, make("caption", {}, "Comparison"), make("thead", {}, head), make("tbody", {}, ...rows))
    document.getElementById("comparison").replaceChildren(...(networks.length ? [table] : []))
    const said = networks.map(([name], place) => `${name} is best on ${wins[place]}`).join(", ")
    document.getElementById("verdict").textContent = networks.length < 2 ? "Choose two or more networks."
      : shared ? `On ${shared} shared ${shared === 1 ? "board" : "boards"}: ${said}.` : "They share no board."
  }
  input.addEventListener("change", () => {
    const network = byName.get(fold(input.value))
    if (!network) return
    input.value = ""
    choose([...chosen(), network])
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  addEventListener("hashchange", draw)
  form.hidden = false
  draw()
}

// The leader stands first until somebody sorts.
for (const section of document.querySelectorAll("[data-filtered]")) filtered(section)
for (const section of document.querySelectorAll("[data-sortable]")) sortable(section)
for (const element of document.querySelectorAll(".board")) fitting(element)
for (const element of document.querySelectorAll("[data-copies]")) copying(element)
for (const element of document.querySelectorAll("[data-copy]")) {
  const button = make("button", { type: "button" }, "Copy")
  button.addEventListener("click", () => copy(element.textContent, button))
  element.before(button)
}
for (const form of document.querySelectorAll("[data-search]")) searching(form)
for (const form of document.querySelectorAll("[data-compare]")) load(form.dataset.compare, "site", (site) => comparing(form, site))
