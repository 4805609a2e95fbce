export { InterviewFlowAiApi } from './credentials/InterviewFlowAiApi.credentials';
export { InterviewFlowAi } from './nodes/InterviewFlowAi/InterviewFlowAi.node';
export { InterviewFlowAiTrigger } from './nodes/InterviewFlowAi/InterviewFlowAiTrigger.node';
