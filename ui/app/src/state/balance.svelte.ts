/** Whether the plan is looked at as a whole. */
class BalanceView {
  open = $state(false);

  begin(): void {
    this.open = true;
  }

  close(): void {
    this.open = false;
  }
}

export const balance = new BalanceView();
