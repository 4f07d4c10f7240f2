import { intlClock } from "../time/intl-clock.ts";
import { DAY, type SmallLog } from "./activity-log.ts";

/**
 * Retention, growth accounting and elapsed windows counted the slow way: every question is asked of
 * every row, dates are asked of Intl, and nothing is shared with the library.
 */
export function plainRetention({ timeZone, asOf, rows }: SmallLog, every: string, weekStart: number) {
  const clock = intlClock(timeZone);

  /** A number that grows by 1 from one period to the next. */
  function period(instant: number): number {
    const day = clock.day(instant);
    const date = new Date(day * DAY);
    switch (every) {
      case "day":
        return day;
      case "week": {
        const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
        const since = weekday >= weekStart ? weekday - weekStart : weekday - weekStart + 7;
        return Math.round((day - since) / 7);
      }
      case "year":
        return date.getUTCFullYear();
      default: {
        const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
        return every === "month" ? month : Math.floor(month / 3);
      }
    }
  }

  const seen = rows.filter(({ at }) => at < asOf);
  const visits = seen.filter(({ kind }) => kind !== "refund");
  const last = period(asOf - 1);
  const isOver = (index: number): boolean => period(asOf) > index;
  const firsts = new Map<string, number>();
  for (const { customerId, at } of visits) firsts.set(customerId, Math.min(at, firsts.get(customerId) ?? at));
  const customers = [...firsts.keys()];
  const isActive = (customer: string, from: number, to: number): boolean =>
    visits.some(({ customerId, at }) => customerId === customer && period(at) >= from && period(at) <= to);
  const revenueOf = (customer: string, from: number, to: number): number =>
    seen
      .filter(({ customerId, at }) => customerId === customer && period(at) >= from && period(at) <= to)
      .reduce((sum, { amount, kind }) => sum + (kind === "refund" ? -amount! : amount!), 0);

  const cohortOf = (customer: string): number => period(firsts.get(customer)!);
  const earliest = Math.min(...customers.map(cohortOf));
  const indices = customers.length === 0 ? [] : Array.from({ length: last - earliest + 1 }, (_, i) => earliest + i);
  const cohorts = indices.map((index) => {
    const members = customers.filter((customer) => cohortOf(customer) === index);
    const ages = indices.slice(indices.indexOf(index)).map((later) => later - index);
    return {
      size: members.length,
      classic: ages.map((age) => members.filter((customer) => isActive(customer, index + age, index + age)).length),
      unbounded: ages.map((age) => members.filter((customer) => isActive(customer, index + age, last)).length),
      complete: ages.map((age) => isOver(index + age)),
      revenue: ages.map((age) =>
        members.reduce((sum, customer) => sum + revenueOf(customer, index + age, index + age), 0),
      ),
    };
  });

  /** Windows of exact hours from the first activity; cohorts as above, without the empty ones. */
  function elapsed(hours: number, ages: number) {
    const width = hours * 3_600_000;
    const windowsOf = (customer: string): number[] =>
      visits
        .filter(({ customerId }) => customerId === customer)
        .map(({ at }) => Math.floor((at - firsts.get(customer)!) / width));
    return [...new Set(customers.map(cohortOf))]
      .sort((a, b) => a - b)
      .map((index) => {
        const members = customers.filter((customer) => cohortOf(customer) === index);
        const mature = (age: number): string[] =>
          members.filter((customer) => firsts.get(customer)! + (age + 1) * width <= asOf);
        const each = (count: (age: number) => number): number[] => Array.from({ length: ages }, (_, age) => count(age));
        return {
          size: members.length,
          n: each((age) => mature(age).length),
          classic: each((age) => mature(age).filter((customer) => windowsOf(customer).includes(age)).length),
          unbounded: each((age) => mature(age).filter((customer) => Math.max(...windowsOf(customer)) >= age).length),
        };
      });
  }

  /** Who is what in each period from the first row's. */
  function growth() {
    const start = Math.min(...seen.map(({ at }) => period(at)));
    return (seen.length === 0 ? [] : Array.from({ length: last - start + 1 }, (_, i) => start + i)).map((index) => {
      const now = customers.filter((customer) => isActive(customer, index, index));
      const before = customers.filter((customer) => isActive(customer, index - 1, index - 1));
      const stayed = now.filter((customer) => before.includes(customer));
      const sum = (of: readonly string[], value: (customer: string) => number): number =>
        of.reduce((total, customer) => total + value(customer), 0);
      const current = (customer: string): number => revenueOf(customer, index, index);
      const previous = (customer: string): number => revenueOf(customer, index - 1, index - 1);
      const came = now.filter((customer) => cohortOf(customer) === index);
      const gone = before.filter((customer) => !now.includes(customer));
      const back = now.filter((customer) => !came.includes(customer) && !stayed.includes(customer));
      return {
        complete: isOver(index),
        active: now.length,
        new: came.length,
        retained: stayed.length,
        resurrected: back.length,
        churned: gone.length,
        revenue: {
          total: [...new Set(seen.map(({ customerId }) => customerId))].reduce(
            (total, customer) => total + current(customer),
            0,
          ),
          new: sum(came, current),
          retained: sum(stayed, (customer) => Math.min(previous(customer), current(customer))),
          resurrected: sum(back, current),
          expansion: sum(stayed, (customer) => Math.max(0, current(customer) - previous(customer))),
          contraction: sum(stayed, (customer) => Math.max(0, previous(customer) - current(customer))),
          churned: sum(gone, previous),
        },
      };
    });
  }
  return { cohorts, elapsed, growth };
}
