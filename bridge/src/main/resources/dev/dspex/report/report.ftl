<#macro costs lines head>
| ${head} | Calls | Prompt tokens | Answer tokens | Cost | p50 | p95 |
|---|---:|---:|---:|---:|---:|---:|
<#list lines as line>
| ${md(line.name)} | ${count(line.calls)} | ${count(line.promptTokens)} | ${count(line.completionTokens)} | ${usd(line.usd)} | ${seconds(line.p50)} | ${seconds(line.p95)} |
</#list>

</#macro>
<#macro facts list>
| | |
|---|---|
<#list list as fact>
| ${md(fact.name)} | ${md(fact.value)} |
</#list>

</#macro>
# ${md(report.run.program)}, ${kindName} ${report.run.id}

> **${md(report.verdict.headline)}** ${md(report.verdict.detail)}

|<#list cards as card> ${md(card.name)} |</#list>
|<#list cards as card>---|</#list>
|<#list cards as card> **${md(card.value)}** ${md(card.note)} |</#list>

<#if report.note??>
## Notes

<#if report.note.tags?has_content>
Tags: <#list report.note.tags as tag>${md(tag)}<#sep>, </#list>

</#if>
<#if report.note.text?has_content>
${md(report.note.text)}

</#if>
</#if>
## Provenance

<@facts list=report.provenance/>
<#if report.optimization??>
## Optimization

Settings of ${md(report.optimization.optimizer)}:

<@facts list=report.optimization.settings/>
<#if report.optimization.budget?has_content>

Budget:

<@facts list=report.optimization.budget/>
</#if>
<#if report.optimization.trials?has_content>
| Trial | Candidate | Kind | Score | Rows | Best so far | LM calls |
|---:|---|---|---:|---:|---:|---:|
<#list report.optimization.trials as t>
| ${t.number} | ${md(t.candidate)} | ${t.full?then("full", "minibatch")} | ${score(t.score)} | ${count(t.n)} | ${score(t.best)} | ${count(t.calls)} |
</#list>

</#if>
<#if report.optimization.candidates?has_content>
| Candidate | Status | Parents | Reason | Demos | Score |
|---|---|---|---|---:|---:|
<#list report.optimization.candidates as c>
| ${md(c.id)} | ${c.status} | ${md(c.parents?join(", "))} | ${md(c.reason)} | ${c.demos} | ${score(c.score)} |
</#list>

</#if>
<#if report.optimization.weighed.candidates?has_content>
| Candidate | On the front | Score | Cost of 1,000 rows | Tokens a row | Time a row |
|---|---|---:|---:|---:|---:|
<#list report.optimization.weighed.candidates as w><#if w.front || w?index < shownRows>
| ${md(w.candidate)} | ${w.front?then("yes", "")} | ${score(w.score)} | <#if w.usdPer1000??>${usd(w.usdPer1000)}</#if> | ${count(w.tokens)} | ${seconds(w.seconds)} |
</#if></#list>

</#if>
<#if report.optimization.importance?has_content>
| Variable | Share of the variance of the score | Rank correlation |
|---|---:|---:|
<#list report.optimization.importance as i>
| ${md(i.variable)} | ${percent(i.omega)} | ${signed(i.slope)} |
</#list>

</#if>
<#if report.optimization.marks?has_content>
| Second | LM calls | Kind | What else happened |
|---:|---:|---|---|
<#list report.optimization.marks as m><#if m?index < shownRows>
| ${m.second?string("0.0")} | ${count(m.calls)} | ${m.kind} | ${md(m.text)} |
</#if></#list>

</#if>
</#if>
<#if report.program??>
## Program

<#list report.program.signatures as s>
**${md(s.node)}** (${s.module}): ${md(s.instructions)}

| Field | Role | Type | Description |
|---|---|---|---|
<#list s.fields as f>
| ${md(f.name)} | ${f.role} | ${md(f.type)} | ${md(f.description)} |
</#list>

</#list>
<#if report.program.variables?has_content>
| Variable | At the start | Tried | Found |
|---|---|---|---|
<#list report.program.variables as v>
| ${md(v.name)} | ${md(v.before)} | ${md(v.tried)} | ${md(v.after)} |
</#list>

</#if>
</#if>
<#if report.prompts?has_content>
## Prompt changes

<#list report.prompts as p>
**${md(p.predictor)}**: demos ${p.demosBefore} before, ${p.demosAfter} after.

```diff
<#list p.instructions as l>
${(l.change == "added")?then("+", (l.change == "removed")?then("-", " "))} ${l.text?replace("```", "'''")}
</#list>
```

<#if p.demos?has_content>
Demonstrations after:

<#list p.demos as d>
1. ${md(d)}
</#list>

</#if>
<#if p.prompt?has_content>
The prompt before and after<#if p.row?has_content>, row ${md(p.row)}</#if>:

```diff
<#list p.prompt as l>
${(l.change == "added")?then("+", (l.change == "removed")?then("-", " "))} ${l.text?replace("```", "'''")}
</#list>
```

</#if>
</#list>
</#if>
<#if report.outputs?has_content>
## Answer

<@facts list=report.outputs/>
</#if>
<#if report.evaluation??>
## Evaluation

${count(report.evaluation.score.n)} rows of ${md(report.evaluation.split)} scored by `${report.evaluation.metric}`: mean ${score(report.evaluation.score.mean)}, 95% interval ${score(report.evaluation.score.low)} to ${score(report.evaluation.score.high)}. Errors, not in the score: ${count(report.evaluation.score.errors)}.

<#if buckets?has_content>
| Rows | Number |
|---|---:|
<#list buckets as b>
| ${b.name} | ${b.value} |
</#list>

</#if>
| Row | Change | Before | Score | Expected | Answer | Note |
|---|---|---:|---:|---|---|---|
<#list report.evaluation.rows as row><#if row?index < shownRows>
| ${md(row.id)} | ${row.change} | ${score(row.before)} | ${score(row.score)} | ${md(row.expected)} | ${md(row.output)} | ${md(row.note)} |
</#if></#list>
<#if (report.evaluation.rows?size > shownRows)>

${shownRows} of ${count(report.evaluation.rows?size)} rows; all are in the JSON and CSV.
</#if>

</#if>
<#if report.session??>
## Session

| Module | Tasks | Share | Score | 95% interval | Errors | Time a task | Cost |
|---|---:|---:|---:|---|---:|---:|---:|
<#list report.session.arms as a>
| ${md(a.name)} | ${count(a.tasks)} | ${percent(a.share)} | ${score(a.score)} | ${score(a.low)} to ${score(a.high)} | ${count(a.errors)} | ${seconds(a.seconds)} | ${usd(a.usd)} |
</#list>

<#if report.session.decisions?has_content>
| After task | Second | Seen | Done | Rejected | Why |
|---:|---:|---|---|---|---|
<#list report.session.decisions as d><#if d?index < shownRows>
| ${count(d.task)} | ${d.second?string("0.0")} | ${md(d.seen)}<#if d.statistics?has_content> (${md(d.statistics)})</#if> | ${md(d.chosen)} | ${md(d.rejected)} | ${md(d.why)} |
</#if></#list>

</#if>
| After task | Second | Strategy |
|---:|---:|---|
<#list report.session.strategies as t>
| ${count(t.task)} | ${t.second?string("0.0")} | ${md(t.strategy)} |
</#list>

<#list report.session.trend as t><#if t?is_last>
After the last task scores were ${t.direction}: slope ${signed(t.slope)}, p ${p(t.p)}, n ${t.n}, spread ${score(t.spread)}.
</#if></#list>

</#if>
## Cost and latency

<@costs lines=[report.costs.total] head="All"/>
<#if report.costs.byPhase?has_content><@costs lines=report.costs.byPhase head="Phase"/></#if>
<#if report.costs.byModel?has_content><@costs lines=report.costs.byModel head="Model"/></#if>
<#if report.costs.byNode?has_content><@costs lines=report.costs.byNode head="Node"/></#if>
<#if report.incidents?has_content>
## Health

| Second | What happened | What was done |
|---:|---|---|
<#list report.incidents as i>
| ${i.second?string("0.0")} | ${md(i.what)} | ${md(i.action)} |
</#list>

</#if>
## Reproduce

```
<#list report.reproduce as line>
${line}
</#list>
```
<#if report.caveats?has_content>

## Caveats

<#list report.caveats as c>
- ${md(c)}
</#list>
</#if>

Exported ${report.exported}.
