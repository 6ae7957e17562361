import { Component, type ReactNode } from 'react';

interface CatchProps {
  children: ReactNode;
  /** What stands there instead of a part that broke. */
  instead: (error: unknown) => ReactNode;
}

/** Keeps what breaks in one part of the page from taking the rest with it. */
export class Catch extends Component<CatchProps, { error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { children, instead } = this.props;
    return this.state.error === undefined ? children : instead(this.state.error);
  }
}
