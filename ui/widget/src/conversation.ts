// Conversation: what was asked and answered, in memory only. It ends with the page.

export interface Turn {
  readonly question: string;
  readonly answer: string;
}

const MOST_TURNS = 6;
const MOST_CHARACTERS = 4000;

export class Conversation {
  private turns: Turn[] = [];

  add(turn: Turn): void {
    this.turns.push(turn);
  }

  clear(): void {
    this.turns = [];
  }

  /** The newest turns, as many as the service takes into account, oldest first. */
  recent(): Turn[] {
    const kept: Turn[] = [];
    let room = MOST_CHARACTERS;
    for (const turn of this.turns.slice(-MOST_TURNS).reverse()) {
      room -= turn.question.length + turn.answer.length;
      if (room < 0) break;
      kept.unshift(turn);
    }
    return kept;
  }
}
