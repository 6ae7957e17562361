/** Coventry: the area of the council, and of a figure unless it says otherwise. */
export const homeArea = 'E08000026';
