import type { Named } from '../matrix/laws';
import type { FaultCell, FaultResults } from '../../../scripts/docs/faultResults';

interface Column {
  readonly operation: string;
  readonly all: readonly Named[];
}

/** All cells as JSON, with a line for each: what docs/faults.md is made from. */
export function resultsText(columns: readonly Column[]): string {
  const words: string[] = [];
  const wordsAt = (text: string): number => {
    if (!words.includes(text)) words.push(text);
    return words.indexOf(text);
  };
  const rows = (columns[0]?.all ?? []).map(({ names: [group, fault] }, index) => ({
    group,
    fault,
    cells: Object.fromEntries(
      columns.map(({ operation, all }) => {
        const cell = all[index]?.cell;
        if (cell === undefined) throw new Error(`${operation} has not met ${fault}.`);
        const { outcome, requests, waits, base, appointment } = cell;
        const told: FaultCell = {
          outcome,
          requests,
          waits,
          base,
          appointment,
          words: wordsAt(saidOf(cell.report)),
        };
        return [operation, told];
      }),
    ),
  }));
  const results: FaultResults = { operations: columns.map(({ operation }) => operation), rows, words };
  return lines(results);
}

/** What a report says by itself: without its first half, and without what it quotes, counts and looks up. */
function saidOf(report: string): string {
  const answer = report.slice(report.indexOf('\n\n') + 2);
  return (
    answer
      .split('\n')
      .filter((line) => !/^ {2}(The service says|For support|Tag now)/.test(line))
      .map((line) => line.trim())
      .join('\n')
      .replace(/ \(\d+ ms\)/, '')
      // Many say the same of another status.
      .replace(/^\d{3}(?: [A-Z][\w -]*?)?(?=[:,])/, 'STATUS')
      .replace(/\(\d{3} [A-Z][\w -]*\)/g, '(STATUS)')
      .replace(/W\/"<tag \d+>"/g, 'TAG')
  );
}

function lines({ operations, rows, words }: FaultResults): string {
  const each = (values: readonly unknown[]): string =>
    values.map((value) => JSON.stringify(value)).join(',\n    ');
  const rowText = rows.map(({ group, fault, cells }) => {
    const cellLines = Object.entries(cells).map(
      ([operation, cell]) => `        ${JSON.stringify(operation)}: ${JSON.stringify(cell)}`,
    );
    return `    { "group": ${JSON.stringify(group)}, "fault": ${JSON.stringify(fault)}, "cells": {\n${cellLines.join(',\n')}\n    } }`;
  });
  return `{\n  "operations": ${JSON.stringify(operations)},\n  "rows": [\n${rowText.join(',\n')}\n  ],\n  "words": [\n    ${each(words)}\n  ]\n}`;
}
