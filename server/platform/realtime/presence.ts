import type { Clock } from '#platform/clock.ts';

/** Who looks at what, and who is writing there: of this process, in memory, and over when the connection is. */
export interface Presence {
  /** The connection looks at a place now, and at no other any more; null: at none. */
  look(visitor: Visitor, place: Place | null): void;
  /** Says whether the visitor is writing in the place they look at; it ends by itself unless it is said again. */
  type(visitor: Visitor, place: Place, typing: boolean): void;
  /** The connection is over. */
  leave(visitor: Visitor): void;
  here(organizationId: string, placeId: string): Here;
  /** Every place of the organization where somebody is. */
  everywhere(organizationId: string): readonly { readonly place: Place; readonly here: Here }[];
}

export interface Visitor {
  readonly organizationId: string;
  readonly memberId: string;
  /** One of perhaps several of the member's. */
  readonly connection: string;
}

/** What can be looked at. `ids` go along with what is told of it. */
export interface Place {
  readonly id: string;
  readonly ids: Readonly<Record<string, string>>;
}

export interface Here {
  readonly looking: readonly string[];
  readonly typing: readonly string[];
}

/** Said again by a page every few seconds while somebody writes. */
const typingMs = 6000;

interface Room {
  readonly organizationId: string;
  readonly place: Place;
  /** Members by connection. */
  readonly visitors: Map<string, string>;
  /** By member: ends it. */
  readonly typing: Map<string, () => void>;
}

export function createPresence({ clock, tell }: { clock: Clock; tell(organizationId: string, place: Place, here: Here): void }): Presence {
  const rooms = new Map<string, Room>();
  /** Where each connection looks. */
  const places = new Map<string, Room>();
  const keyOf = (organizationId: string, placeId: string) => `${organizationId} ${placeId}`;

  const hereIn = (room: Room | undefined): Here => ({
    looking: [...new Set(room?.visitors.values())],
    typing: [...(room?.typing.keys() ?? [])],
  });
  const told = (room: Room) => tell(room.organizationId, room.place, hereIn(room));

  function stopTyping(room: Room, memberId: string): boolean {
    room.typing.get(memberId)?.();
    return room.typing.delete(memberId);
  }

  function go(visitor: Visitor): void {
    const room = places.get(visitor.connection);
    if (!room) return;
    places.delete(visitor.connection);
    room.visitors.delete(visitor.connection);
    if ([...room.visitors.values()].includes(visitor.memberId)) return;
    stopTyping(room, visitor.memberId);
    if (room.visitors.size === 0) rooms.delete(keyOf(room.organizationId, room.place.id));
    told(room);
  }

  function come({ organizationId, memberId, connection }: Visitor, place: Place): Room {
    const key = keyOf(organizationId, place.id);
    const room = rooms.get(key) ?? { organizationId, place, visitors: new Map(), typing: new Map() };
    const known = [...room.visitors.values()].includes(memberId);
    rooms.set(key, room);
    room.visitors.set(connection, memberId);
    places.set(connection, room);
    if (!known) told(room);
    return room;
  }

  return {
    look(visitor, place) {
      if (places.get(visitor.connection)?.place.id === place?.id) return;
      go(visitor);
      if (place) come(visitor, place);
    },
    type(visitor, place, typing) {
      this.look(visitor, place);
      const room = places.get(visitor.connection) as Room;
      const before = stopTyping(room, visitor.memberId);
      if (typing) {
        const end = clock.after(typingMs, () => {
          if (stopTyping(room, visitor.memberId)) told(room);
        });
        room.typing.set(visitor.memberId, end);
      }
      if (before !== typing) told(room);
    },
    leave: go,
    here: (organizationId, placeId) => hereIn(rooms.get(keyOf(organizationId, placeId))),
    everywhere: (organizationId) =>
      [...rooms.values()]
        .filter((room) => room.organizationId === organizationId)
        .map((room) => ({ place: room.place, here: hereIn(room) })),
  };
}
