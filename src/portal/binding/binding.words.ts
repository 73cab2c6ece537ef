// The words of binding an account to an organisation: for its clerk, and at the window.
export const bindingWords = {
  title: { zh: '绑定机构', en: 'Organisations I act for' },
  lead: {
    zh: '绑定后可以查看该机构的完整档案，以及谁查询过它。',
    en: 'Once bound to an organisation you see its whole file, and who looked at it.',
  },
  none: { zh: '还没有绑定机构。', en: 'You are bound to no organisation yet.' },
  bound: { zh: '已绑定', en: 'bound' },
  waits: { zh: '等待窗口确认，{time} 前有效', en: 'waits for the window, until {time}' },
  end: { zh: '解除', en: 'End' },
  endOf: { zh: '解除与 {uscc} 的绑定', en: 'End being bound to {uscc}' },
  uscc: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  letterHead: { zh: '用函件代码绑定', en: 'With the code of a letter' },
  letterText: {
    zh: '函件由信用工作机构寄到机构的登记地址，代码只能用一次。',
    en: 'The credit office sends the letter to the registered address. Its code works once.',
  },
  code: { zh: '函件代码', en: 'Code of the letter' },
  redeem: { zh: '绑定', en: 'Bind' },
  askHead: { zh: '到窗口办理', en: 'At the window' },
  askText: {
    zh: '先在这里申请，再带授权文件到窗口，由窗口人员确认。',
    en: 'Ask here first, then bring your authorisation to the window, where a clerk confirms it.',
  },
  ask: { zh: '申请', en: 'Ask' },

  windowTitle: { zh: '窗口绑定', en: 'Bindings at the window' },
  windowLead: {
    zh: '核对来人的授权文件和登录名，一致才确认。自己的申请由别人确认。',
    en: 'Check the authorisation and the sign-in name of whoever stands before you. Your own request is for somebody else.',
  },
  windowNone: { zh: '没有等待确认的申请。', en: 'Nothing waits to be confirmed.' },
  confirm: { zh: '确认', en: 'Confirm' },
  confirmOf: { zh: '确认 {login} 代表 {uscc}', en: 'Confirm that {login} acts for {uscc}' },
  issueHead: { zh: '打印函件', en: 'Print a letter' },
  issueText: {
    zh: '函件寄到机构的登记地址。代码只印在函件上，不另外保存。',
    en: 'It goes to the registered address. The code stands on the letter and nowhere else.',
  },
  issue: { zh: '生成函件', en: 'Make the letter' },
  letterTitle: { zh: '机构账户绑定函', en: 'Letter: binding an account to an organisation' },
  letterTo: { zh: '{name}（{uscc}）：', en: 'To {name} ({uscc}):' },
  letterBody: {
    zh: '持有本函的经办人可用下面的代码，将自己在 {site} 的账户与贵机构绑定，查看贵机构的完整信用档案和查询记录。代码只能使用一次，{time} 前有效。请交给贵机构授权的人员；不需要时请销毁。',
    en: 'The bearer can bind his account at {site} to your organisation with the code below, and then see its whole credit file and who looked at it. The code works once, until {time}. Hand it to whom you authorise; destroy it if it is not needed.',
  },
  letterHow: {
    zh: '使用方法：登录 {address}，打开“绑定机构”，输入统一社会信用代码和本函代码。',
    en: 'How: sign in at {address}, open “Organisations I act for”, and enter the unified social credit code with this code.',
  },
  back: { zh: '返回', en: 'Back' },
} as const;
