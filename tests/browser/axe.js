// What axe-core finds to be a serious or critical hindrance on the page as it stands, one line each.
const [only] = arguments
const options = { resultTypes: ['violations'] }
if (only) options.runOnly = { type: 'rule', values: only }
const found = await window.axe.run(document, options)
return found.violations
  .filter((one) => one.impact === 'serious' || one.impact === 'critical')
  .flatMap((one) => one.nodes.slice(0, 5).map((node) => {
    const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).slice(0, 1)
    return `${one.id}: ${node.html.replaceAll(/\s+/g, ' ').slice(0, 150)} — ${why}`
  }))
